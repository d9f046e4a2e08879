/** Taking withdrawn clips out of everything that was derived from them. */
package org.plateau.stages.forget;
