"""Work that takes long and is one transaction: how far it is, and how it is spared the collector."""
