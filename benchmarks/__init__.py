"""What the figures in the docs come from; each is one command."""
