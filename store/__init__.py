"""Records that only grow, and the tables that are made from them."""
