/**
 * Label files: lines of bounded length in a charset that is found a line at a time, comma separated
 * fields, JSON entries. One bad line or entry never takes another with it.
 */
package org.plateau.corpus.labels;
