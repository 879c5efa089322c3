"""Sites: servers over the same paragraphs, the readers who visit them, and what both take."""
