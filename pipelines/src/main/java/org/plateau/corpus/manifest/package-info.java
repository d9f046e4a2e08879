/** Any corpus that comes with a table of its files: CSV, Parquet or audformat. */
package org.plateau.corpus.manifest;
