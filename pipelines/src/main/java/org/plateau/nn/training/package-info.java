/**
 * Training and prediction of one network in this process: requests and results are plain records
 * that travel as JSON between the worker's parent and child.
 */
package org.plateau.nn.training;
