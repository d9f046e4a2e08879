/**
 * The catalogue of models as data: name, group, year, input, licence. Knows no network; {@code
 * org.plateau.nn} builds them.
 */
package org.plateau.models;
