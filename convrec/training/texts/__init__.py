"""Classifiers of texts that are fitted on labelled texts: sentiment, intents, whatever has labels."""
