"""The translator's desk over HTTP: who may ask, and what is asked."""
