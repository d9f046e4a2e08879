/**
 * Delta tables: schema, keys, partitioning, read, idempotent write. The only package that imports
 * Delta.
 */
package org.plateau.tables;
