"""Text to what is searched: folded characters, words, grams. The same functions serve index and query."""
