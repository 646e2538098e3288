"""Paper: PDF by Typst, with our own letters, tagged (PDF/UA)."""
