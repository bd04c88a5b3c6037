"""Whole conversations with simulated shoppers, each of whom wants one thing of the catalogue."""

from convrec.evaluation.conversation.scores import evaluate_conversation

__all__ = ["evaluate_conversation"]
