/**
 * Packs: immutable shards of what one task needs (samples or features and an index), named by their
 * content, read by memory mapping. Pure Java; written by Spark stages, read by workers.
 */
package org.plateau.packs;
