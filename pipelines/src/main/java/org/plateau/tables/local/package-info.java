/**
 * Hadoop's view of the local file system without the processes (chmod, readlink) that it starts for
 * lack of its native library: four a commit and one a file, about 40 ms each.
 */
package org.plateau.tables.local;
