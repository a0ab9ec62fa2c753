"""Facts in the shape the pages show them."""
