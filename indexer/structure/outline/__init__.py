"""The outline: the lines of a body to blocks of text under their headings."""
