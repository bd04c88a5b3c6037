"""Whole conversations: with simulated shoppers, who want one thing each, and those that were written beforehand."""

from convrec.evaluation.conversation.scores import evaluate_conversation
from convrec.evaluation.conversation.written import evaluate_cases

__all__ = ["evaluate_cases", "evaluate_conversation"]
