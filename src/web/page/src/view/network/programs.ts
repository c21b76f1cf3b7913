/**
 * What draws large networks where there is no graphics card: less while the picture moves, all when it stands.
 *
 * In: sigma's programs for lines and points. Out: the same, that look at `moving`. Never: less once the picture stands.
 */
import type { Attributes } from "graphology-types";
import { EdgeLineProgram, NodePointProgram } from "sigma/rendering";

/** Whether the picture is being moved: set by who holds the camera. */
export interface Motion { moving: boolean; }

/** Lines enough to find one's way by. */
const ENOUGH = 3000;
/** A line has two ends. */
const ENDS = 2;

type Drawing = Parameters<InstanceType<typeof EdgeLineProgram>["drawWebGL"]>[1];

/** One pixel wide. While the picture moves, only the last are drawn, which are the strongest. */
export function thinLines(motion: Motion) {
  return class ThinLines extends EdgeLineProgram<Attributes, Attributes, Attributes> {
    override drawWebGL(method: number, { gl, frameBuffer }: Drawing): void {
      const drawn = motion.moving ? Math.min(this.verticesCount, ENOUGH * ENDS) : this.verticesCount;
      gl.bindFramebuffer(gl.FRAMEBUFFER, frameBuffer);
      gl.drawArrays(method, this.verticesCount - drawn, drawn);
    }
  };
}

/** All in one go. While the picture moves, they are not drawn a second time for the pointer to find them. */
export function points(motion: Motion) {
  return class Points extends NodePointProgram<Attributes, Attributes, Attributes> {
    override drawWebGL(method: number, drawing: Drawing): void {
      if (!motion.moving || drawing.frameBuffer === null) super.drawWebGL(method, drawing);
    }
  };
}
