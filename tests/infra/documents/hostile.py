"""Text that would do harm, or look wrong, wherever it were read as more than text."""

HOSTILE = (
    "# Tiêu đề",
    "*đậm* _nghiêng_ `mã` $x^2$",
    "[nội dung] <nhãn> @tham-khảo",
    '#read("/etc/passwd")',
    '#{panic("x")}',
    "<w:p><w:r>x</w:r></w:p>",
    "{{ 7 * 7 }} {% if x %}",
    '=cmd|"/c calc"!A1',
    "+84987382894",
    "-2+3",
    "@SUM(A1:A9)",
    "- gạch đầu dòng",
    "// chú thích /* và */ nữa \\n",
    "</text><script>alert(1)</script>",
    "& &amp; ' \" ]]>",
    "https://example.com/?a=1&b=2",
    "Nghiêngnghiêngnghiêng" * 12,
    "مرحبا",
    "Nguyễn 😀 Hòa",
    "[bold red]đỏ[/bold red]",
)
