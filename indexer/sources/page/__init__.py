"""A web page to the lines of its main text, and what stood around it."""
