/** Parts of ingest: decoding on executors, the rows of a release, the order in which it appears. */
package org.plateau.stages.ingest;
