/** Jobs from recordings to predictions, and the whole benchmark. */
package org.plateau.jobs.flow;
