/** Image networks on log-mel maps, as torchvision builds them. */
package org.plateau.nn.vision;
