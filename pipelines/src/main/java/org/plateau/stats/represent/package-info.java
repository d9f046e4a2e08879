/** What hidden states hold: probing regressions and kernel alignment. */
package org.plateau.stats.represent;
