"""The site in real Chromium."""
