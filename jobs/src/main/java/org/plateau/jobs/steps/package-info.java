/** The steps of the flow that several jobs share, on one session and one warehouse. */
package org.plateau.jobs.steps;
