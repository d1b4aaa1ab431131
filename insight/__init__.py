"""Learns from behaviour: recommendations, later segments, forecasts, reports."""
