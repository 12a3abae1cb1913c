"""The parts of an article, a module or package each; none knows another."""
