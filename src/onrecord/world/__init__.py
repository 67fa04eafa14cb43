"""Who and what in the world an article's names stand for: office-holders, countries, actor codes, places."""
