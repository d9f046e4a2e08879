/** Listening conditions: what happens to a recording before a model hears it. */
package org.plateau.audio.condition;
