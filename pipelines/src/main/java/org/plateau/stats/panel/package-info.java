/** All models that judged the same clips, resampled together so that they stay paired. */
package org.plateau.stats.panel;
