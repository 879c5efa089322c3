"""Golden structure of real reports, written by reading them."""
