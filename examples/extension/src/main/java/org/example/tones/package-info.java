/** Everything that Plateau leaves open to users, on a corpus of synthetic tones. */
package org.example.tones;
