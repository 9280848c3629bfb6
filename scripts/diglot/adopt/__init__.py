"""What a team brings: two parallel trees become one source with catalogs."""
