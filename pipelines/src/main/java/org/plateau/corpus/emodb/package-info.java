/** The Berlin Database of Emotional Speech (EmoDB). */
package org.plateau.corpus.emodb;
