"""What people with the same choices also chose: item-to-item collaborative filtering."""

from convrec.recommenders.people.recommender import People

__all__ = ["People"]
