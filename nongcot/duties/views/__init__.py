"""Việc cần làm: the first page everybody opens, single duties, where duties gather, what is done."""
