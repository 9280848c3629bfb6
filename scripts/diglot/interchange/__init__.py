"""Exchange with translators' own tools: XLIFF, TMX, TBX and review sheets."""
