"""Replicas of the publishing systems of the field guide, one module each, with the traps seen in the field."""
