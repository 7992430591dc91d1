"""Numbers that animate."""
