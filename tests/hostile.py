"""What somebody types who means harm, or copies from a page that does: for the tests that walk all pages."""

MARKUP = "\"><img src=x onerror=window.x=1><script>window.x=1</script>'"
TEMPLATE = "{{ so }}{% now 'Y' %}{% debug %}"
FORMULA = '=HYPERLINK("http://e.example")'
TYPESET = '#let x = 1 #[*] #read("/etc/passwd")'
QUERY = "'; DROP TABLE people_unit; --"
HEADER = "Hòa\r\nBcc: a@b.example"
UNSEEN = "\u202eHòa\u2066\u200f\x00\x01"
LONG = "Nghiêngnghiêng" * 3
DIGITS = "0" * 12 + "9" * 4300  # more than Python makes a number of

NO_NUMBER = (DIGITS, "²³")
TYPED = (f"{MARKUP}{TEMPLATE}{FORMULA}{TYPESET}{QUERY}", f"{HEADER}{UNSEEN}{LONG}", *NO_NUMBER)
