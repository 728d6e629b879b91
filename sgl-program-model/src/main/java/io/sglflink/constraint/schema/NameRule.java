package io.sglflink.constraint.schema;

/** What the values of members with some names are. */
record NameRule(NameSet names, Conjunction value) {}
