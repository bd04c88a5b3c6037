"""The catalogue's own words in a message, in both languages, and the words that it hasn't."""
