"""How likely a candidate for a field is right: one weight a feature, fitted on pages with known contents."""
