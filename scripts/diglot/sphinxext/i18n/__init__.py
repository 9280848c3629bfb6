"""Translation: messages out of the sources, and translations into what is built."""
