package org.plateau.stages.testset;

import java.io.Serializable;
import java.util.List;

/**
 * What one partition of the predictions holds of a test set; clips are numbers into its own list.
 *
 * @param utterances names of the clips
 * @param speakers speaker of each clip, null where unknown
 * @param runs in order of first appearance
 * @param problem what is wrong with the rows, or null
 */
record Block(String[] utterances, String[] speakers, List<RunClips> runs, String problem)
    implements Serializable {}
