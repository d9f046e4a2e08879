/** Jobs on the catalogue and on weight files. */
package org.plateau.jobs.models;
