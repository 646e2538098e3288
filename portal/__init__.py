"""Opgangen: an easy-read portal for residents, and the catalogue of activities on the same engine."""
