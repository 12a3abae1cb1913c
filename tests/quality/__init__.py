"""The quality gate: what the parser finds on pages with known contents, held against floors kept beside this file."""
