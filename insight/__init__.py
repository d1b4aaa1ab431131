"""Learns from behaviour: recommendations, figures, experiments."""
