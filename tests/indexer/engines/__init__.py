"""The engines' own parts; what they answer is in tests/conformance."""
